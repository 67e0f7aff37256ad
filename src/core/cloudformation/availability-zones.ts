/** Letters of the zones that every account has in a region, from AWS's documentation of regions. */
const LETTERS: Readonly<Record<string, string>> = {
  'af-south-1': 'a b c',
  'ap-east-1': 'a b c',
  'ap-northeast-1': 'a c d',
  'ap-northeast-2': 'a b c d',
  'ap-northeast-3': 'a b c',
  'ap-south-1': 'a b c',
  'ap-southeast-1': 'a b c',
  'ap-southeast-2': 'a b c',
  'ap-southeast-3': 'a b c',
  'ca-central-1': 'a b d',
  'eu-central-1': 'a b c',
  'eu-north-1': 'a b c',
  'eu-south-1': 'a b c',
  'eu-west-1': 'a b c',
  'eu-west-2': 'a b c',
  'eu-west-3': 'a b c',
  'me-south-1': 'a b c',
  'sa-east-1': 'a b c',
  'us-east-1': 'a b c d e f',
  'us-east-2': 'a b c',
  'us-west-2': 'a b c d',
};

/** The availability zones of a region; undefined where they differ from account to account. */
export const availabilityZones = (region: string): readonly string[] | undefined =>
  Object.hasOwn(LETTERS, region)
    ? LETTERS[region]?.split(' ').map((letter) => `${region}${letter}`)
    : undefined;
