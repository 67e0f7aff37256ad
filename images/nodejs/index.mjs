// Hands the function to AWS's runtime client: 3.x exports run, 4.x runs by being imported.
const client = await import('aws-lambda-ric');

await client.run?.(process.env.LAMBDA_TASK_ROOT ?? process.cwd(), process.argv[2]);
