/** Spans and metrics of Inia's clients, for OpenTelemetry. */
export { type InstrumentOptions, instrument } from "./instrument.js";
