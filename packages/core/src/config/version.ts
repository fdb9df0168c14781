/** The version of core, as its package states it. */
export const VERSION = "0.1.0";
