import path from 'node:path';
import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  transpilePackages: ['@codexos/protocol', '@codexos/flow-document'],
  turbopack: { root: path.join(import.meta.dirname, '../..') },
};

export default nextConfig;
