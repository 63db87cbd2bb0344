'use client';
import { MonitorIcon, MoonIcon, SunIcon, type LucideIcon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { RadioGroup } from 'radix-ui';
import { SettingsSection } from './settings-section';

const THEMES: { value: string; label: string; help: string; icon: LucideIcon }[] = [
  { value: 'system', label: 'System', help: 'Follows the system', icon: MonitorIcon },
  { value: 'light', label: 'Light', help: 'Always light', icon: SunIcon },
  { value: 'dark', label: 'Dark', help: 'Always dark', icon: MoonIcon },
];

export function AppearanceSection() {
  const { theme = 'system', setTheme } = useTheme();
  return (
    <SettingsSection
      id="appearance"
      title="Appearance"
      help="Kept in this browser, for you alone. Motion follows the setting of your system."
    >
      <RadioGroup.Root
        aria-label="Theme"
        value={theme}
        onValueChange={setTheme}
        className="grid grid-cols-3 gap-2"
      >
        {THEMES.map(({ value, label, help, icon: Glyph }) => (
          <RadioGroup.Item
            key={value}
            value={value}
            className="flex items-center gap-3 rounded-md border bg-card px-3 py-2.5 text-left hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8 max-[599px]:flex-col max-[599px]:gap-1"
          >
            <Glyph className="size-4 shrink-0 text-muted-foreground" aria-hidden />
            <span>
              <span className="block text-sm font-medium">{label}</span>
              <span className="block text-xs text-muted-foreground max-[599px]:hidden">{help}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </SettingsSection>
  );
}
