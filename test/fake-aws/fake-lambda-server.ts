import {fakeLambdaApi} from '../support/fake-lambda-api.js';

// The fake Lambda API as a service of docker-compose.test.yml: what is not about layers goes on to moto.

const {MOTO_URL: moto = 'http://moto:5000', PORT = '4566'} = process.env;
const api = await fakeLambdaApi({moto, host: '0.0.0.0', port: Number(PORT)});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void api.stop());
}
