/** `CloudWatch Logs` → `cloudwatch-logs`: the form of a service id in event names and package names. */
export function hyphenizeServiceId(serviceId: string): string {
  return serviceId.replaceAll(" ", "-").toLowerCase();
}
