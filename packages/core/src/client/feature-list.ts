/** The part of a user agent that names features: at most 1,024 bytes; ids that do not fit are left out. */
export function featureList(features: string): string {
  const list = `m/${features}`;
  return list.length > 1024 ? list.slice(0, list.lastIndexOf(",", 1024)) : list;
}
