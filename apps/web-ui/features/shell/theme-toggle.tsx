'use client';
import { MoonIcon, SunIcon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';

export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Tooltip label="Switch between light and dark" shortcut="shift+t">
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label="Switch theme"
        onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      >
        <SunIcon className="hidden dark:block" aria-hidden />
        <MoonIcon className="dark:hidden" aria-hidden />
      </Button>
    </Tooltip>
  );
}
