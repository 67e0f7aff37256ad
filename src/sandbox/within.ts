/** Waits for something, but no longer than a time. */
export async function within(event: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([event, limit]);
  clearTimeout(timer);
}
