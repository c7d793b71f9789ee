import { EditTemplatePage } from '@/features/templates/builder/builder-page';

export default async function Page({ params }: { params: Promise<{ templateId: string }> }) {
  const { templateId } = await params;
  return <EditTemplatePage templateId={templateId} />;
}
