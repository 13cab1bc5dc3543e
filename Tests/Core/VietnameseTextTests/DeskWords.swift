/// Foreign words that people write at a help desk: what stands on phones, cards and forms.
enum DeskWords {
  /// All words, as they are written there.
  static let all: [String] = list(technology) + list(makers) + list(money) + list(apps) + list(places)

  private static func list(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static let technology = """
    passcode password passport pass offline online email e-mail wifi internet website web app application account login
    logout logon signup sign-in username user admin code barcode qrcode QR OTP PIN SIM esim eSIM NFC GPS USB PDF SMS MMS
    CCCD CMND VNeID VssID EID eID eKYC ekyc chip card scan scanner print printer file folder copy paste cut undo delete
    remove save open close exit back next home menu search filter sort list select option setting settings reset restart
    reboot shutdown update upgrade upload download install uninstall setup version beta demo test tester check error
    warning fail failed success pending confirm cancel submit send sent reply forward inbox spam draft attach attachment
    document word excel powerpoint sheet slide form format template note notes post photo video audio camera selfie
    livestream live zoom flash screen screenshot wallpaper icon widget button keyboard mouse laptop desktop tablet
    smartphone phone iphone ipad macbook android windows linux ios iOS chrome safari firefox opera edge browser tab link
    url http https www server client cloud drive backup restore sync data database roaming hotspot bluetooth modem router
    cable adapter pin charger sensor touch face faceid touchid fingerprint fullscreen driver firmware software hardware
    malware virus hacker hack phishing scam root jailbreak debug emulator developer captcha token session cookie cache
    ram rom cpu ssd hdd gigabyte megabyte full fast speed test4g 4G 5G LTE hotline support contact feedback report survey
    robot chatbot chat call facetime message messenger group admin member like share comment subscribe follow story
    status profile avatar nickname blog blogger vlog tiktoker youtuber influencer marketing sales shop order ship shipper
    voucher coupon sale deal combo free trial premium pro plus mini ultra lite standard default custom
    """

  private static let makers = """
    Samsung Apple iPhone Oppo oppo Xiaomi xiaomi Redmi redmi Poco poco Vivo vivo Realme realme Huawei huawei Honor Nokia
    nokia Sony Asus asus Lenovo Motorola Tecno Infinix Itel Masstel Mobell Mobiistar Vsmart Bphone Bkav Google Pixel
    OnePlus Oneplus Meizu Philips Panasonic Sharp LG HTC ZTE TCL Acer Dell HP Canon Epson Brother Logitech Galaxy Note
    Viettel viettel Vinaphone vinaphone Mobifone mobifone Vietnamobile Gmobile Wintel iTel Saymee FPT VNPT CMC
    """

  private static let money = """
    Vietcombank vietcombank VCB Digibank VietinBank Vietinbank iPay BIDV SmartBanking Agribank agribank Techcombank TCB
    MBBank MB ACB VPBank Vpbank NEO TPBank Tpbank Sacombank HDBank Hdbank VIB SHB Eximbank MSB OCB SeABank Seabank LPBank
    LienVietPostBank PVcomBank NCB Kienlongbank KienlongBank Saigonbank BaoVietBank VietABank VietBank NamABank BacABank
    ABBank PGBank GPBank Coopbank Oceanbank CBBank UOB HSBC Shinhan Woori Citibank Standard Chartered Cake Timo Liobank
    Ubank MoMo Momo momo ZaloPay Zalopay zalopay VNPay vnpay VNPAY-QR Moca ShopeePay Shopeepay ViettelMoney AirPay Airpay
    Payoo Napas napas NAPAS Visa visa VISA Mastercard MasterCard JCB UnionPay Amex ATM POS banking ebanking e-banking
    smartbanking internetbanking mobilebanking wallet e-wallet credit debit cashback transfer payment invoice bill PayPal
    Paypal Bitcoin coin token Forex hoax trust holding
    """

  private static let apps = """
    Zalo zalo Facebook facebook fb Messenger messenger Youtube YouTube youtube TikTok tiktok Tiktok Instagram insta
    Twitter Telegram telegram Viber viber Skype WhatsApp Whatsapp whatsapp Line Wechat WeChat Lotus Gmail gmail Google
    google Yahoo yahoo Outlook outlook Hotmail hotmail Teams Meet Zoom Docs Drive Maps Play CHPlay App Store AppStore
    Appstore Netflix Spotify Zing ZingMP3 Nhaccuatui Grab grab Gojek gojek Be Xanh Ahamove Lalamove Shopee shopee Lazada
    lazada Tiki tiki Sendo Chotot Adayroi Traveloka Booking Agoda Airbnb eTax etax eTaxMobile Etax VNCare VNPost VnPost
    Viettelpost GHTK EVN EVNSPC CSKH iHanoi MyViettel MyVNPT MobiFone VssId VNeid vneid SSO API ChatGPT Gemini Copilot
    Canva Capcut CapCut Photoshop Unikey UniKey Labankey Gboard Teamviewer TeamViewer Ultraviewer UltraViewer Anydesk
    AnyDesk Chrome Coccoc Safari Siri Word Excel Powerpoint PowerPoint Acrobat Winrar Foxit
    """

  private static let places = """
    Singapore Malaysia Thailand Campuchia Taiwan Macau Hongkong Korea Seoul Tokyo Japan Canada Australia Sydney Paris
    London America Washington Texas California Europe Moscow Dubai Israel Africa Asean ASEAN Honda Yamaha Vinfast VinFast
    Toyota Suzuki Ford Mazda Hyundai Kia Mercedes Starbucks Highlands Lotteria Pepsi Coca Cola Sting Redbull Heineken
    Tiger Winmart Vinmart Coopmart Bachhoaxanh Thegioididong Dienmayxanh Pharmacity Longchau resort hotel homestay tour
    tourist taxi sofa karaoke radio stereo piano guitar violin photo album studio casting model catwalk fan club
    """
}
