// An oclif hook: before every command.
export default async function ({Command}) {
  process.stderr.write(`runs ${Command.id}\n`);
}
