// The script and style of the HTML report, as text in a module: what is in report-page/, bundled for browsers.
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const folder = fileURLToPath(new URL('../report-page/', import.meta.url));
const HEAD =
  '// Made from report-page/ by `npm run generate`. Do not edit.\n/* eslint-disable -- generated */\n';

async function bundled(entry) {
  const {outputFiles} = await build({
    entryPoints: [`${folder}${entry}`],
    bundle: true,
    write: false,
    platform: 'browser',
    format: entry.endsWith('.css') ? undefined : 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    minify: true,
    charset: 'ascii',
    logLevel: 'error',
  });
  return outputFiles[0].text.trim();
}

/** The text of src/replay/reporters/generated/page.ts. */
export async function pageModule() {
  const [script, style] = await Promise.all([bundled('main.ts'), bundled('style.css')]);
  if (/<\/|<!--/.test(script + style)) throw new Error('the script or style would end its element');
  return [
    HEAD,
    `/** The script of the page. */\nexport const SCRIPT = ${JSON.stringify(script)};\n`,
    `/** The style of the page. */\nexport const STYLE = ${JSON.stringify(style)};\n`,
  ].join('');
}
