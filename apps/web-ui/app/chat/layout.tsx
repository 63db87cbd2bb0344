import type { ReactNode } from 'react';
import { ChatFrame } from '@/features/chat/chat-frame';

export const metadata = { title: 'Chat' };

export default function ChatLayout({ children }: { children: ReactNode }) {
  return <ChatFrame>{children}</ChatFrame>;
}
