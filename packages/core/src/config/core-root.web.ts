/** There are no folders. */
export const CORE_ROOT: string | undefined = undefined;
