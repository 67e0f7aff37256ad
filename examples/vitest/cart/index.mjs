// The sum of a shopping cart.
export const handler = async ({items}) => {
  if (!Array.isArray(items)) throw new TypeError('items: a list is expected');
  console.log(`a cart of ${items.length}`);
  const cents = items.reduce((sum, {price, count = 1}) => sum + price * count, 0);
  return {cents, currency: process.env.CURRENCY};
};
