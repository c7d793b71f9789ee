/** A resumable upload, as it was announced. */
export interface UploadSession {
  id: string;
  fileName: string | null;
  /** Bytes. */
  fileLength: number;
  fileType: string;
}
