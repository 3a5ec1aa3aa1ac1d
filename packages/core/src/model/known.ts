/**
 * A figure that a provider may or may not give. Unknown is a variant of its own: never 0, "" or null, and the compiler
 * asks for it wherever the figure is used.
 */
export type Known<T> = T | 'unknown';
