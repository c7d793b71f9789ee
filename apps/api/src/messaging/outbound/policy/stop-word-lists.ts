interface Words {
  readonly stop: readonly string[];
  readonly start: readonly string[];
}

/** Understood whatever language somebody speaks. The second is the label of WhatsApp's own button. */
export const WORDS_OF_ALL: Words = {
  stop: ['stop', 'stop promotions', 'stop all', 'unsubscribe', 'opt out'],
  start: ['start', 'unstop'],
};

/**
 * What people write, alone in a message, to get no more messages, or to get them again. Words that also answer a bot
 * (cancel, end, no, 0) are not among them.
 */
export const STOP_WORDS = {
  en: {
    stop: [
      ...['stop please', 'please stop', 'stop it', 'stop messaging me', 'stop texting me', 'stop sending'],
      ...[
        'stop messages',
        'stop sending messages',
        'unsubscribe me',
        'remove me',
        'opt me out',
        'no more messages',
      ],
    ],
    start: ['subscribe', 'subscribe me', 'resubscribe', 'resume', 'opt in', 'start again'],
  },
  de: {
    stop: [
      ...['stopp', 'abmelden', 'abbestellen', 'austragen', 'bitte abmelden', 'bitte stopp', 'keine werbung'],
      ...['keine werbung mehr', 'keine nachrichten mehr', 'nicht mehr schreiben', 'newsletter abbestellen'],
    ],
    start: ['anmelden', 'abonnieren', 'wieder anmelden', 'fortsetzen'],
  },
  es: {
    stop: [
      ...['baja', 'darme de baja', 'dar de baja', 'alto', 'parar', 'detener', 'no más mensajes'],
      ...[
        'cancelar suscripción',
        'desuscribir',
        'desuscribirme',
        'no quiero más mensajes',
        'detener promociones',
      ],
    ],
    start: ['alta', 'darme de alta', 'suscribir', 'suscribirme', 'reanudar', 'iniciar'],
  },
  fr: {
    stop: [
      ...[
        'arrêt',
        'arrêter',
        'arrêtez',
        'stop svp',
        'désabonner',
        'désabonnement',
        'me désabonner',
        'se désabonner',
      ],
      ...['désinscrire', 'désinscription', 'me désinscrire', 'plus de messages', 'arrêter les promotions'],
    ],
    start: ["s'abonner", "m'abonner", 'abonnement', 'reprendre', "s'inscrire", "m'inscrire"],
  },
  pt: {
    stop: [
      ...['parar', 'pare', 'sair', 'sair da lista', 'descadastrar', 'me descadastre', 'remover', 'me remova'],
      ...['cancelar inscrição', 'cancelar assinatura', 'não quero mais mensagens', 'parar promoções'],
    ],
    start: ['iniciar', 'assinar', 'inscrever', 'reativar', 'retomar', 'quero receber'],
  },
  it: {
    stop: [
      ...['ferma', 'fermati', 'basta', 'basta messaggi', 'disiscrivimi', 'disiscriviti', 'disiscrizione'],
      ...['cancellami', 'annulla iscrizione', 'cancella iscrizione', 'non voglio più messaggi', 'rimuovimi'],
    ],
    start: ['inizia', 'iscrivimi', 'iscriviti', 'riprendi', 'riattiva'],
  },
  nl: {
    stop: [
      ...['stoppen', 'afmelden', 'uitschrijven', 'schrijf me uit', 'meld me af', 'geen berichten meer'],
      ...['geen reclame', 'geen reclame meer'],
    ],
    start: ['aanmelden', 'inschrijven', 'hervatten', 'abonneren'],
  },
  tr: {
    stop: [
      ...[
        'dur',
        'durdur',
        'ret',
        'red',
        'abonelikten çık',
        'aboneliği iptal et',
        'abonelik iptal',
        'listeden çık',
      ],
      ...['listeden çıkar', 'mesaj atma', 'mesaj atmayın', 'mesaj istemiyorum'],
    ],
    start: ['başla', 'başlat', 'abone ol', 'devam et', 'kabul ediyorum'],
  },
  ar: {
    stop: [
      ...['توقف', 'قف', 'أوقف', 'إيقاف', 'ايقاف الرسائل', 'أوقف الرسائل', 'إلغاء الاشتراك', 'الغي الاشتراك'],
      ...['لا ترسل', 'لا ترسلوا', 'لا أريد رسائل', 'إيقاف العروض الترويجية'],
    ],
    start: ['ابدأ', 'اشترك', 'اشتراك', 'استئناف', 'إعادة الاشتراك'],
  },
  fa: {
    stop: [
      ...['توقف', 'متوقف کن', 'متوقف کنید', 'لغو اشتراک', 'لغو عضویت', 'لغو ۱۱', 'لغو پیامک', 'استاپ'],
      ...['پیام نده', 'پیام ندهید', 'پیام نفرستید', 'ارسال نکنید', 'نمی‌خواهم پیام بدهید'],
    ],
    start: ['شروع', 'استارت', 'اشتراک', 'عضویت', 'عضویت مجدد'],
  },
  he: {
    stop: [
      'הסר',
      'הסירו',
      'הסירו אותי',
      'הסר אותי',
      'הסרה',
      'להסרה',
      'עצור',
      'עצרו',
      'תפסיקו',
      'להפסיק',
      'הפסק',
    ],
    start: ['התחל', 'הצטרף', 'הצטרפות', 'להצטרף', 'הרשמה', 'חידוש'],
  },
  hi: {
    stop: [
      ...[
        'बंद',
        'बंद करो',
        'बंद करें',
        'बंद कर दो',
        'बन्द',
        'बन्द करो',
        'बन्द करें',
        'रोको',
        'रोकें',
        'रुको',
        'स्टॉप',
        'संदेश बंद करें',
      ],
      ...['सदस्यता समाप्त', 'सदस्यता रद्द करें', 'band karo', 'message mat bhejo', 'संदेश मत भेजो'],
    ],
    start: ['शुरू', 'शुरू करो', 'शुरू करें', 'चालू करो', 'चालू करें', 'स्टार्ट', 'shuru karo'],
  },
  id: {
    stop: [
      ...['berhenti', 'hentikan', 'setop', 'berhenti berlangganan', 'batal langganan', 'jangan kirim lagi'],
      ...['jangan kirim pesan lagi', 'keluar dari daftar'],
    ],
    start: ['mulai', 'langganan', 'berlangganan', 'lanjutkan'],
  },
  ru: {
    stop: [
      ...[
        'стоп',
        'остановить',
        'отписка',
        'отписаться',
        'отпишись',
        'отпишите',
        'отпишите меня',
        'не пишите',
      ],
      ...['не пишите мне', 'не присылайте', 'прекратите', 'хватит писать'],
    ],
    start: ['старт', 'начать', 'подписка', 'подписаться', 'подпишите меня', 'возобновить'],
  },
} as const satisfies Record<string, Words>;
