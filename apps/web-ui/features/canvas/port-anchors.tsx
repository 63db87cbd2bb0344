import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import { cardHeight, PORT_SIZE, portOffset } from './model/geometry';

/**
 * Where edges meet a card that is drawn as a box. React Flow measures every card that comes onto the page and takes
 * the ports it finds; without these it would find none and drop the edges.
 */
export function PortAnchors({ descriptor }: { descriptor: NodeDescriptor }) {
  const height = cardHeight(descriptor);
  const draw = (ports: readonly PortDescriptor[], side: 'left' | 'right') =>
    ports.map(({ name }, index) => (
      <span
        key={name}
        data-handleid={name}
        data-handlepos={side}
        className={`absolute ${side === 'left' ? 'target' : 'source'}`}
        style={{
          width: PORT_SIZE,
          height: PORT_SIZE,
          [side]: -PORT_SIZE / 2,
          top: portOffset(index, ports.length, height) - PORT_SIZE / 2,
        }}
      />
    ));
  return (
    <>
      {draw(descriptor.ports.in, 'left')}
      {draw(descriptor.ports.out, 'right')}
    </>
  );
}
