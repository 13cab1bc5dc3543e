package import Checklists

/// Why a command of `tiepsuc-hub` ends without success; each has its exit code and its sentence.
package enum HubProblem: Error, Hashable, Sendable {
  /// `verify` found this many branches that do not hold.
  case chainsBroken(Int)
  /// A file of the data folder; the system's word.
  case file(String)
  /// The database does not answer; its word.
  case storeAway(String)
  case diskFull
  /// A newer program wrote the database or the backup.
  case newer(found: Int)
  /// An older hub is running on the database.
  case olderRunning
  case databaseDamaged(String)
  /// Another hub serves from this folder.
  case inUse(path: String)
  /// What would be written is there already.
  case exists(path: String)
  /// The database or backup belongs to a hub with another key.
  case otherHub(String)
  /// The certificate or its key cannot be used.
  case certificate(String)
  case cannotListen(address: String, String)
  /// The service manager handed this many sockets over, where one that listens for TCP is wanted.
  case wrongSockets(Int)
  /// Not `HOST:PORT`.
  case badAddress(String)
  /// The URL of the database holds a password.
  case passwordInArgument
  case badDatabase(String)
  case noSuchDevice(String)
  /// Several devices have names that begin like this.
  case manyDevices(String)
  case backupNotWhole(String)
  case folderNotEmpty(String)
  case hubExists(String)
  case noHub(String)
  /// A person or token of this name is there already, or is not.
  case nameTaken(String)
  case noSuchName(String)
  /// Nobody was added in this folder yet.
  case noPeople(String)
  /// A table of units is not taken; what is wrong in signs.
  case badUnits(String)

  /// What the program exits with; 0 is success, 64 a wrong command line.
  package var exitCode: Int32 {
    switch self {
    case .chainsBroken: 1
    case .file: 10
    case .storeAway: 11
    case .diskFull: 12
    case .newer: 13
    case .olderRunning: 14
    case .databaseDamaged: 15
    case .inUse: 16
    case .exists: 17
    case .otherHub: 18
    case .certificate: 19
    case .cannotListen: 20
    case .badAddress: 21
    case .passwordInArgument: 22
    case .badDatabase: 23
    case .noSuchDevice: 24
    case .manyDevices: 25
    case .backupNotWhole: 26
    case .folderNotEmpty: 27
    case .hubExists: 28
    case .noHub: 29
    case .nameTaken: 30
    case .noSuchName: 31
    case .noPeople: 32
    case .badUnits: 33
    case .wrongSockets: 34
    }
  }
}

extension Phrase {
  /// What happened, what is safe, what to do now.
  package static func sentence(_ problem: HubProblem) -> LocalText {
    switch problem {
    case .chainsBroken(let count):
      LocalText(
        "\(Numbers.vietnamese(count)) chuỗi không khớp. Không có gì bị sửa. Hãy giữ nguyên thư mục, khôi phục bản sao lưu gần nhất vào thư mục khác; bàn sẽ tự gửi lại.",
        "\(Numbers.english(count)) chain\(count == 1 ? " does" : "s do") not hold. Nothing was changed. Leave the folder as it is and restore the last backup into another one; the desks send again by themselves."
      )
    case .file(let word):
      LocalText(
        "Không dùng được tệp (\(word)). Không có gì bị mất. Hãy sửa quyền của thư mục dữ liệu rồi chạy lại.",
        "A file cannot be used (\(word)). Nothing is lost. Mend the rights of the data folder, then run it again.")
    case .storeAway(let word):
      LocalText(
        "Cơ sở dữ liệu không trả lời (\(word)). Những gì đã xác nhận vẫn an toàn. Hãy xem cơ sở dữ liệu có đang chạy không.",
        "The database does not answer (\(word)). What was acknowledged is safe. Check that the database is running.")
    case .diskFull:
      LocalText(
        "Ổ đĩa đầy. Những gì đã xác nhận vẫn an toàn. Hãy xoá bớt tệp khác rồi chạy lại.",
        "The disk is full. What was acknowledged is safe. Free some space, then run it again.")
    case .newer(let found):
      LocalText(
        "Dữ liệu do bản mới hơn ghi (\(found)). Không có gì bị sửa. Hãy cài bản mới của tiepsuc-hub.",
        "A newer program wrote this (\(found)). Nothing was changed. Install the newer tiepsuc-hub.")
    case .olderRunning:
      LocalText(
        "Một máy chủ bản cũ đang chạy trên dữ liệu này. Không có gì bị sửa. Hãy dừng nó, chạy bản mới, rồi thử lại.",
        "An older hub is running on this data. Nothing was changed. Stop it, start the newer one, then try again.")
    case .databaseDamaged(let word):
      LocalText(
        "Cơ sở dữ liệu hỏng (\(word)). Không có gì bị sửa. Hãy khôi phục bản sao lưu; bàn sẽ tự gửi lại phần thiếu.",
        "The database is damaged (\(word)). Nothing was changed. Restore a backup; the desks send again what it lacks.")
    case .inUse(let path):
      LocalText(
        "Một máy chủ khác đang dùng \(path). Nó vẫn chạy bình thường. Hãy dừng nó trước, hoặc chọn --data khác.",
        "Another hub serves from \(path). It goes on undisturbed. Stop it first, or choose another --data.")
    case .exists(let path):
      LocalText(
        "\(path) đã có sẵn và không bị ghi đè. Hãy chọn tên khác.",
        "\(path) is there already and was not written over. Choose another name.")
    case .otherHub(let id):
      LocalText(
        "Dữ liệu này thuộc máy chủ khác (\(id)). Không có gì bị sửa. Hãy dùng đúng hub.key, hoặc một thư mục trống.",
        "This belongs to another hub (\(id)). Nothing was changed. Use the right hub.key, or an empty folder.")
    case .certificate(let word):
      LocalText(
        "Không dùng được chứng chỉ TLS (\(word)). Hãy xem lại --tls-cert và --tls-key.",
        "The TLS certificate cannot be used (\(word)). Check --tls-cert and --tls-key.")
    case .cannotListen(let address, let word):
      LocalText(
        "Không mở được cổng \(address) (\(word)). Dữ liệu vẫn an toàn. Hãy chọn cổng khác bằng --listen.",
        "Cannot listen at \(address) (\(word)). The data is safe. Choose another port with --listen.")
    case .wrongSockets(let count):
      LocalText(
        "systemd trao \(count) ổ cắm; máy chủ cần đúng một ổ TCP đang nghe. Dữ liệu vẫn an toàn. Hãy xem lại tiepsuc-hub.socket.",
        "systemd handed over \(count) socket\(count == 1 ? "" : "s"); the hub wants one that listens for TCP. The data is safe. Check tiepsuc-hub.socket."
      )
    case .badAddress(let text):
      LocalText("\(text) không phải địa chỉ dạng MÁY:CỔNG.", "\(text) is no address of the form HOST:PORT.")
    case .passwordInArgument:
      LocalText(
        "Địa chỉ cơ sở dữ liệu có mật khẩu: mọi người dùng máy này đều thấy được. Hãy bỏ mật khẩu ra và dùng PGPASSFILE, hoặc ghi cả địa chỉ vào một tệp và dùng --database-file.",
        "The database URL holds a password, which every user of this machine can see. Leave it out and use PGPASSFILE, or put the whole URL into a file and use --database-file."
      )
    case .badDatabase(let word):
      LocalText(
        "Không hiểu địa chỉ cơ sở dữ liệu (\(word)). Cần dạng postgres://người-dùng@máy/tên.",
        "The database address is not understood (\(word)). It looks like postgres://user@host/name.")
    case .noSuchDevice(let text):
      LocalText(
        "Không có máy nào tên \(text). Xem danh sách: tiepsuc-hub devices",
        "There is no device \(text). See them all: tiepsuc-hub devices")
    case .manyDevices(let text):
      LocalText(
        "Nhiều máy có tên bắt đầu bằng \(text). Hãy viết dài hơn.",
        "Several devices have names that begin with \(text). Write more of it.")
    case .backupNotWhole(let name):
      LocalText(
        "Bản sao lưu không nguyên vẹn: \(name). Không có gì bị sửa. Hãy dùng bản sao lưu khác.",
        "The backup is not whole: \(name). Nothing was changed. Use another backup.")
    case .folderNotEmpty(let path):
      LocalText("Thư mục \(path) không trống. Hãy chọn thư mục mới.", "\(path) is not empty. Choose a fresh folder.")
    case .hubExists(let path):
      LocalText(
        "Đã có máy chủ ở \(path); nó không bị sửa. Nếu đúng là muốn thay nó: --replace",
        "There is a hub at \(path) already; it was not changed. If it is to be replaced: --replace")
    case .nameTaken(let name):
      LocalText(
        "Tên \(name) đã có. Không có gì thay đổi. Hãy chọn tên khác, hoặc đặt lại: tiepsuc-hub people reset \(name).",
        "The name \(name) is taken. Nothing was changed. Choose another, or reset it: tiepsuc-hub people reset \(name)."
      )
    case .noSuchName(let name):
      LocalText(
        "Không có tên \(name). Không có gì thay đổi. Xem danh sách: tiepsuc-hub people, tiepsuc-hub token.",
        "There is no name \(name). Nothing was changed. See the lists: tiepsuc-hub people, tiepsuc-hub token.")
    case .noPeople(let path):
      LocalText(
        "Chưa có ai trong \(path). Thêm người đầu tiên: tiepsuc-hub people add TÊN --role administrator.",
        "Nobody was added in \(path) yet. Add the first one: tiepsuc-hub people add NAME --role administrator.")
    case .badUnits(let words):
      LocalText(
        "Không nhận được danh sách xã (\(words)). Danh sách đang dùng không đổi. Hãy xem lại dòng đó; xã không còn trong tệp cần --merged CŨ=MỚI.",
        "The table of units is not taken (\(words)). The one in use is unchanged. Look at that line; units that are missing in the file need --merged OLD=NEW."
      )
    case .noHub(let path):
      LocalText(
        "Chưa có máy chủ ở \(path). Hãy xem lại --data, hoặc chạy một lần: tiepsuc-hub serve",
        "There is no hub at \(path) yet. Check --data, or start it once: tiepsuc-hub serve")
    }
  }
}
