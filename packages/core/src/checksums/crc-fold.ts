/**
 * Shortens a long piece of a message without changing its CRC: gives fewer bytes that have, with an empty register, the
 * CRC that `bytes` have with a register of `low` and `high` (the lower and the upper 32 bits, reflected). Undefined for
 * short pieces and where WebAssembly cannot be used. The result is overwritten by the next call.
 */
export type FoldCrc = (bytes: Uint8Array, low: number, high: number) => Uint8Array | undefined;
