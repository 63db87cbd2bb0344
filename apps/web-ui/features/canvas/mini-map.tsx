'use client';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useTheme } from 'next-themes';
import { useCallback, useEffect, useRef, type PointerEvent } from 'react';
import { groupColor } from './group-color';
import { useCanvas, useCanvasState } from './model/canvas-context';
import type { CanvasNode } from './model/canvas-node';
import { CARD_WIDTH } from './model/geometry';

const WIDTH = 168;
const HEIGHT = 104;
const MARGIN = 10;

interface Frame {
  scale: number;
  left: number;
  top: number;
}

/**
 * The whole flow in small. It is drawn once for each change of the nodes; while panning only the frame of the
 * visible part moves, so that a large flow pans as quickly with it as without.
 */
export function MiniMap() {
  const { store } = useCanvas();
  const nodeCount = useCanvasState(({ nodes }) => nodes.length);
  const { resolvedTheme } = useTheme();
  const flowApi = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const frame = useRef<Frame>({ scale: 1, left: 0, top: 0 });

  const placeView = useCallback(() => {
    const { transform, width, height } = flowApi.getState();
    const [x, y, zoom] = transform;
    const { scale, left, top } = frame.current;
    if (!view.current) return;
    view.current.style.transform = `translate(${(-x / zoom - left) * scale}px, ${(-y / zoom - top) * scale}px)`;
    view.current.style.width = `${(width / zoom) * scale}px`;
    view.current.style.height = `${(height / zoom) * scale}px`;
  }, [flowApi]);

  useEffect(() => {
    const redraw = () => {
      if (canvas.current) frame.current = draw(canvas.current, store.getState().nodes);
      placeView();
    };
    let request = requestAnimationFrame(redraw);
    const stopNodes = store.subscribe((state, before) => {
      if (state.nodes === before.nodes) return;
      cancelAnimationFrame(request);
      request = requestAnimationFrame(redraw);
    });
    const stopView = flowApi.subscribe((state, before) => {
      if (state.transform !== before.transform || state.width !== before.width) placeView();
    });
    return () => {
      cancelAnimationFrame(request);
      stopNodes();
      stopView();
    };
  }, [store, flowApi, placeView, resolvedTheme]);

  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, left, top } = frame.current;
    const x = (event.clientX - box.left) / scale + left;
    const y = (event.clientY - box.top) / scale + top;
    void setCenter(x, y, { zoom: getZoom() });
  };
  if (nodeCount === 0) return null;
  return (
    <div
      aria-hidden
      onPointerDown={goTo}
      onPointerMove={goTo}
      className="relative cursor-crosshair overflow-hidden rounded-md border bg-card/90 shadow-(--shadow-node) max-[899px]:hidden"
      style={{ width: WIDTH, height: HEIGHT }}
    >
      <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
      <div ref={view} className="absolute top-0 left-0 rounded-xs border border-ring/70 bg-ring/8" />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, nodes: readonly CanvasNode[]): Frame {
  const context = canvas.getContext('2d');
  const ratio = window.devicePixelRatio;
  canvas.width = WIDTH * ratio;
  canvas.height = HEIGHT * ratio;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, height } of nodes) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + CARD_WIDTH);
    bottom = Math.max(bottom, position.y + (height ?? 0));
  }
  const scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (bottom - top), 0.12);
  const frame = {
    scale,
    left: (left + right) / 2 - WIDTH / 2 / scale,
    top: (top + bottom) / 2 - HEIGHT / 2 / scale,
  };
  if (!context || nodes.length === 0) return frame;
  const styles = getComputedStyle(canvas);
  context.scale(ratio, ratio);
  for (const { position, height, data } of nodes) {
    context.fillStyle = styles.getPropertyValue(groupColor(data.descriptor?.group).slice(4, -1));
    const width = Math.max(2, CARD_WIDTH * scale);
    context.fillRect(
      (position.x - frame.left) * scale,
      (position.y - frame.top) * scale,
      width,
      Math.max(2, (height ?? 0) * scale),
    );
  }
  return frame;
}
