import { expect, test } from "vitest";
import { prose } from "./prose.js";

const rules: readonly (readonly [rule: string, html: string, text: string | undefined])[] = [
  ["paragraphs keep apart", "<p>One.</p> <p>Two.</p>", "One.\n\nTwo."],
  ["white space is one space", "<p>One\n   two  <b> three </b>  four.</p>", "One two **three** four."],
  ["code is code, marked once", "<code><i>name</i>:<b>x</b></code>", "`name:x`"],
  ["emphasis stays", "See the <i>User Guide</i>.", "See the *User Guide*."],
  ["empty marks vanish", "a<code> </code>b", "ab"],
  ["links keep their address", "<a href='https://e.org/a b'>The <code>x</code></a>", "[The `x`](https://e.org/a b)"],
  ["links without text are their address", '<a href="https://e.org"></a>', "https://e.org"],
  ["lists are lists", "<p>Of:</p><ul><li><p>one</p></li><li>two</li></ul><p>End.</p>", "Of:\n- one\n- two\n\nEnd."],
  ["notes are paragraphs", "A<note><p>B</p></note>C", "A\n\nB\n\nC"],
  ["other tags go", "<fullname>S3</fullname><zonbook>is</zonbook>", "S3is"],
  ["what only looks like a tag stays", "a &lt;b&gt; c < d", "a <b> c < d"],
  ["entities are read once", "&amp;lt; &quot;x&quot; &#8211; &#150; &#x96; &nope;", '&lt; "x" – – – &nope;'],
  ["a line that begins like a tag is escaped", "<p>@deprecated is a word</p>", "\\@deprecated is a word"],
  ["nothing is nothing", "<p> </p>", undefined],
];

test.each(rules)("%s", (_, html, text) => {
  expect(prose(html)).toBe(text);
});

test("lines are wrapped, an item's further lines stand below its text, and code stays whole", () => {
  const words = "word ".repeat(30).trim();
  const text = prose(`<p>${words}</p><ul><li>${words} <code>a b c</code></li></ul>`)!;
  const lines = text.split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(112);
  expect(lines).toEqual([
    "word ".repeat(22).trim(),
    "word ".repeat(8).trim(),
    `- ${"word ".repeat(21).trim()}`,
    `  ${"word ".repeat(9)}\`a b c\``,
  ]);
});
