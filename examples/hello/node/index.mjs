export const handler = async ({name = 'world'}, context) => {
  console.log(`greeting ${name}`);
  return {message: `Hello ${name}, from Node ${process.versions.node}`, requestId: context.awsRequestId};
};
