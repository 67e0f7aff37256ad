import {createLambdock} from 'lambdock';

let lambdock;
let cart;

// The first start may build the function's image; the execution environments live until `dispose`.
beforeAll(async () => {
  lambdock = await createLambdock({project: new URL('lambdock.yml', import.meta.url).pathname});
  cart = lambdock.function('cart');
  await cart.build();
}, 120_000);
afterAll(() => lambdock?.dispose());

it('adds up a cart', async () => {
  const result = await cart.invoke({items: [{price: 250, count: 2}, {price: 99}]});
  expect(result).toMatchObject({status: 'ok', payload: {cents: 599, currency: 'EUR'}});
  expect(result.logs.map(({message}) => message)).toContain('a cart of 2');
});

it('fails as it does on Lambda', async () => {
  const {status, error} = await cart.invoke({items: 'none'});
  expect(status).toBe('function-error');
  expect(error).toMatchObject({type: 'TypeError', message: 'items: a list is expected'});
});

it('takes many events at once, in a few execution environments', async () => {
  const carts = Array.from({length: 20}, (_, count) => ({items: [{price: 1, count}]}));
  const results = await Promise.all(carts.map((event) => cart.invoke(event)));
  expect(results.map(({payload}) => payload.cents)).toEqual(carts.map((_, count) => count));
  expect(results.filter(({coldStart}) => coldStart).length).toBeLessThan(20);
}, 30_000);
