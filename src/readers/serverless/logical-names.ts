/** The begin of the logical ids that the framework gives what belongs to a function or a layer. */
export const logicalName = (key: string): string => {
  const name = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return name.charAt(0).toUpperCase() + name.slice(1);
};
