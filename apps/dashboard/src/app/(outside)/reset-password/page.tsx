export { ResetPasswordPage as default } from '@/features/passwords/reset-password-page';
