/** Streams a page, as a function URL in the mode RESPONSE_STREAM would send it on. */
export const handler = awslambda.streamifyResponse(async ({name = 'nobody'}, stream) => {
  const prelude = {
    statusCode: 200,
    headers: {'content-type': 'text/html; charset=utf-8'},
    cookies: ['seen=1; HttpOnly'],
  };
  const page = awslambda.HttpResponseStream.from(stream, prelude);
  page.write('<!doctype html>\n');
  page.write(`<p>Hello ${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>\n`);
  page.end();
});
