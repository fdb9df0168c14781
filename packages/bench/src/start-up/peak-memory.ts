/** Tells the process that measures how much memory this one took at most, in kB. */
export function tellPeakMemory(): void {
  process.stdout.write(String(process.resourceUsage().maxRSS));
}
