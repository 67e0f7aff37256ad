/** Draws bars: `{"values": [3, 1, 2]}` becomes a picture in SVG. */
const LARGEST = Number(process.env.LARGEST);

export const handler = async ({values}) => {
  const scale = LARGEST / Math.max(...values);
  const bars = values.map(
    (value, index) =>
      `<rect x="0" y="${index * 20}" width="${Math.round(value * scale)}" height="18"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${bars.join('')}</svg>`;
};
