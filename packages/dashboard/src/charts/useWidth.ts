import { useCallback, useRef, useState } from 'preact/hooks';

/**
 * The width of an element in whole pixels, as it changes: what is drawn is not scaled, so its text keeps its size.
 * @returns what to give the element as its ref, whenever it comes and goes; 0 while it is not there
 */
export function useWidth(): readonly [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const observer = useRef<ResizeObserver>();
  const box = useCallback((element: HTMLElement | null): void => {
    observer.current?.disconnect();
    if (!element) return;
    const measure = (): void => setWidth(Math.floor(element.clientWidth));
    measure();
    observer.current = new ResizeObserver(measure);
    observer.current.observe(element);
  }, []);
  return [box, width];
}
