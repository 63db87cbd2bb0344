import { Suspense } from 'react';
import { NewConversation } from '@/features/chat/new-conversation';

export default function ChatPage() {
  return (
    <Suspense>
      <NewConversation />
    </Suspense>
  );
}
