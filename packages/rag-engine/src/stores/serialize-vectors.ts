import type { VectorSet } from './vector-set.ts';

const MARK = 'CXVECTR1';

/** Layout: mark, header length (uint32, little endian), JSON header, padding to 4, float32 rows. */
export function serializeVectors({ embedderId, dimensions, rows, data }: VectorSet): Uint8Array {
  const keys = [...rows].sort(([, left], [, right]) => left - right).map(([key]) => key);
  const header = Buffer.from(JSON.stringify({ embedderId, dimensions, keys }));
  const start = dataStart(header.length);
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(Buffer.from(MARK), 0);
  new DataView(bytes.buffer).setUint32(MARK.length, header.length, true);
  bytes.set(header, MARK.length + 4);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}

/** The stored set, or undefined when it is damaged or of another version. */
export function deserializeVectors(bytes: Uint8Array): VectorSet | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < MARK.length + 4 || buffer.toString('latin1', 0, MARK.length) !== MARK) return undefined;
  const headerLength = buffer.readUInt32LE(MARK.length);
  const start = dataStart(headerLength);
  if (start > buffer.length) return undefined;
  const header = JSON.parse(buffer.toString('utf8', MARK.length + 4, MARK.length + 4 + headerLength)) as {
    embedderId: string;
    dimensions: number;
    keys: string[];
  };
  if (buffer.length - start !== header.keys.length * header.dimensions * 4) return undefined;
  return {
    embedderId: header.embedderId,
    dimensions: header.dimensions,
    rows: new Map(header.keys.map((key, row) => [key, row])),
    data: new Float32Array(new Uint8Array(buffer.subarray(start)).buffer),
  };
}

function dataStart(headerLength: number): number {
  return Math.ceil((MARK.length + 4 + headerLength) / 4) * 4;
}
