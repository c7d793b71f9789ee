import { TemplatePage } from '@/features/templates/detail/template-page';

type Props = { params: Promise<{ templateId: string }> };

export default async function Page({ params }: Props) {
  return <TemplatePage templateId={(await params).templateId} />;
}
