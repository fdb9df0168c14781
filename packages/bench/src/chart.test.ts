import { expect, test } from "vitest";
import { drawChart } from "./chart.js";

const text = (amount: number): string => `${amount} ms`;

test("the longest bar of a row takes the whole width, and each has its amount", () => {
  const svg = drawChart("Start-up", "bare Node", [
    { name: "S3 <get>", bars: { ours: 25, theirs: 100, floor: 5, text } },
  ]);
  expect(svg).toContain('class="theirs" x="220" y="73" width="410.0"');
  expect(svg).toContain('class="ours" x="220" y="60" width="102.5"');
  expect(svg).toContain('class="floor" x="220" y="86" width="20.5"');
  expect(svg).toContain(">25 ms</text>");
  expect(svg).toContain("S3 &lt;get>");
});

test("it is readable on dark pages, and has no background", () => {
  const svg = drawChart("Start-up", "bare Node", []);
  expect(svg).toContain("prefers-color-scheme:dark");
  expect(svg).not.toContain("<rect width");
});
