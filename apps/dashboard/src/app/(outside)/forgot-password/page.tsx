export { ForgotPasswordPage as default } from '@/features/passwords/forgot-password-page';
