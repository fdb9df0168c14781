/** Whether a value can be a label of a host name (RFC 1123), or with `allowSubDomains` several joined by dots. */
export function isValidHostLabel(value: string | undefined, allowSubDomains: boolean): boolean {
  if (value === undefined) return false;
  return allowSubDomains ? value.split(".").every(isHostLabel) : isHostLabel(value);
}

/** Whether a bucket's name can stand in a host name: additionally no upper case, no IP address, at least 3 characters. */
export function isVirtualHostableS3Bucket(value: string | undefined, allowSubDomains: boolean): boolean {
  if (value === undefined || value.length < 3 || value.toLowerCase() !== value || isIpv4(value)) return false;
  return isValidHostLabel(value, allowSubDomains);
}

/** Whether a host is four groups of digits: what AWS takes for an IPv4 address, though 999 is no octet. */
export function isIpv4(host: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(host);
}

function isHostLabel(label: string): boolean {
  return /^(?!-)[a-zA-Z\d-]{1,63}(?<!-)$/.test(label);
}
