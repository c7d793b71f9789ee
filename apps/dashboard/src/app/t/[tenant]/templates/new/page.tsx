import { NewTemplatePage } from '@/features/templates/builder/builder-page';

export default function Page() {
  return <NewTemplatePage />;
}
