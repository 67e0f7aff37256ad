/** Prices an order: `{"items": [{"sku": "A1", "cents": 1250, "count": 2}]}`. */
const TAX_PERCENT = Number(process.env.TAX_PERCENT ?? 0);

export const handler = async ({items}) => {
  if (!Array.isArray(items) || items.length === 0) throw new RangeError('an order needs items');
  const net = items.reduce((sum, {cents, count = 1}) => sum + cents * count, 0);
  const tax = Math.round((net * TAX_PERCENT) / 100);
  console.log(`${items.length} items, ${net} cents`);
  return {net, tax, total: net + tax};
};
