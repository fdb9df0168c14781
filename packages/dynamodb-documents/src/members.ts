/** Sets a map's member, which may have any name: assigning to `__proto__` would set the prototype. */
export function setMember<Value>(members: Record<string, Value>, name: string, value: Value): void {
  if (name !== "__proto__") members[name] = value;
  else Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
}
