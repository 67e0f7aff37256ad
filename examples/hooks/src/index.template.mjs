export const handler = async ({name}) => {
  if (name === '') throw new Error('nobody to greet');
  return {message: `${process.env.GREETING} ${name}`, by: process.env.USER_NAME, built: '@BUILT@'};
};
