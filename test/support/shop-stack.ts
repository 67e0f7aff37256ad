import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
} from '@aws-sdk/client-cloudformation';
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {PutParameterCommand, SSMClient} from '@aws-sdk/client-ssm';
import type {FakeAws} from './fake-aws.js';

/** What of the shop is nobody's business. */
export const SHOP_SECRETS = {token: 'planted-token-5b1f', password: 'planted-password-77c2'};

const exporting = (table: string): string =>
  JSON.stringify({
    Resources: {Any: {Type: 'AWS::SQS::Queue', Properties: {QueueName: 'any'}}},
    Outputs: {Table: {Value: table, Export: {Name: 'shared-table'}}},
  });

const SHOP = JSON.stringify({
  Parameters: {
    Size: {Type: 'String'},
    Host: {Type: 'String'},
    Hidden: {Type: 'String', NoEcho: true},
  },
  Resources: {Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: 'orders'}}},
  Outputs: {Secret: {Value: 'an-output-nobody-reads'}},
});

/** Deploys two stacks, a parameter of each kind and a secret. */
export async function deployShop({client}: FakeAws): Promise<void> {
  const formation = new CloudFormationClient(client);
  await formation.send(
    new CreateStackCommand({StackName: 'shared', TemplateBody: exporting('orders-prod')}),
  );
  await formation.send(
    new CreateStackCommand({
      StackName: 'shop-dev',
      TemplateBody: SHOP,
      Parameters: Object.entries({Size: '12', Host: 'shop.test', Hidden: 'planted-no-echo'}).map(
        ([ParameterKey, ParameterValue]) => ({ParameterKey, ParameterValue}),
      ),
    }),
  );
  const ssm = new SSMClient(client);
  await ssm.send(new PutParameterCommand({Name: '/shop/setting', Type: 'String', Value: 'on'}));
  await ssm.send(
    new PutParameterCommand({
      Name: '/shop/token',
      Type: 'SecureString',
      Value: SHOP_SECRETS.token,
    }),
  );
  await new SecretsManagerClient(client).send(
    new CreateSecretCommand({
      Name: 'shop/db',
      SecretString: JSON.stringify({password: SHOP_SECRETS.password}),
    }),
  );
}

/** The shared stack exports another table from now on. */
export async function moveTable({client}: FakeAws, table: string): Promise<void> {
  const formation = new CloudFormationClient(client);
  await formation.send(new DeleteStackCommand({StackName: 'shared'}));
  await formation.send(
    new CreateStackCommand({StackName: 'shared', TemplateBody: exporting(table)}),
  );
}
