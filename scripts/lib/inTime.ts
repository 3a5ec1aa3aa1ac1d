/** Work took longer than it may. */
export class NotInTime extends Error {}

/**
 * What comes of the work, or a {@link NotInTime} when it takes too long. The work itself is not stopped: whoever calls this must end
 * what it lives on.
 */
export async function inTime<T>(work: Promise<T>, atMostMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotInTime(`Not done after ${atMostMs / 1000} s`)), atMostMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
