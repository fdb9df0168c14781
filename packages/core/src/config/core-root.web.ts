/** Here nothing is in a folder. */
export const CORE_ROOT: string | undefined = undefined;
