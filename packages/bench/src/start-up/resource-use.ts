/** Tells the process that measures what this one took: at most so much memory, in kB, and so much CPU time, in µs. */
export function tellResourceUse(): void {
  // Made first: what it takes of Node, bare programs take, too.
  const { stdout } = process;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  stdout.write(JSON.stringify({ kilobytes: maxRSS, microseconds: userCPUTime + systemCPUTime }));
}
