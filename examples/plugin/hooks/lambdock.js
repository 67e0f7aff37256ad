// lambdock's own hooks, for every project: the object that a hooks module exports.
export default async function () {
  return {
    beforeInvoke: ({event}) => ({event: {...event, name: 'the plugin'}}),
  };
}
