import type { OperationModel, Shape } from "@inia/core/model";

/** What an operation takes, gives and may be refused with, as the model has it. */
export function describe({ name, inputShape, outputShape, errorShapes }: OperationModel): string {
  return [
    name,
    ...membersOf("takes", inputShape),
    ...membersOf("gives", outputShape),
    `  refused with: ${errorShapes.map((shape) => shape.name).join(", ") || "no error that the model names"}`,
  ].join("\n");
}

function membersOf(title: string, shape: Shape | undefined): string[] {
  if (shape?.typeName !== "structure") return [`  ${title}: nothing`];
  const lines = Object.entries(shape.members).map(([name, member]) => {
    const isRequired = shape.requiredMembers.includes(name);
    return `    ${name}: ${typeOf(member)}${isRequired ? ", required" : ""}`;
  });
  return [`  ${title}:`, ...lines];
}

function typeOf(shape: Shape): string {
  switch (shape.typeName) {
    case "list":
      return `list of ${typeOf(shape.member)}`;
    case "map":
      return `map of ${typeOf(shape.value)}`;
    case "structure":
      return shape.name;
    case "string":
      return shape.enum.length > 0 ? shape.enum.slice(0, 5).join(" | ") : "string";
    default:
      return shape.typeName;
  }
}
