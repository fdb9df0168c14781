import type { Section, Standing } from "./finding.js";

/** The report as Markdown, as it is pasted into an issue. */
export function printReport(sections: readonly Section[]): string {
  const parts = sections.map(({ title, findings }) => {
    const lines = findings.map(({ standing, text }) => `- ${marks[standing]}${text}`);
    return `**${title}**\n\n${lines.join("\n")}\n`;
  });
  const count = (standing: Standing): number =>
    sections.flatMap(({ findings }) => findings).filter((finding) => finding.standing === standing).length;
  return `### inia doctor\n\n${parts.join("\n")}\n${verdict(count("wrong"), count("doubtful"))}\n`;
}

function verdict(wrongs: number, doubts: number): string {
  if (wrongs + doubts === 0) return "Nothing is wrong.";
  const parts = [
    ...(wrongs > 0 ? [`${wrongs} ${wrongs === 1 ? "thing is" : "things are"} wrong (✗)`] : []),
    ...(doubts > 0 ? [`${doubts} ${doubts === 1 ? "is" : "are"} doubtful (!)`] : []),
  ];
  return `${parts.join(", ")}.`;
}

const marks: Readonly<Record<Standing, string>> = { good: "✓ ", told: "", doubtful: "! ", wrong: "✗ " };
