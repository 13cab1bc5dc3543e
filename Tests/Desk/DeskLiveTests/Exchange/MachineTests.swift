import DeskPorts
import DeskUI
import Foundation
import Testing

@testable import DeskLive

@Suite struct MachineTests {
  @Test func `sticks are found where people's machines mount them, with their bundles`() throws {
    let place = try Place()
    for name in ["media/a b", "media/a b/tu xa/sau", "media/c", "media/d", "home"] {
      try FileManager.default.createDirectory(atPath: place.file(name), withIntermediateDirectories: true)
    }
    for name in [
      "media/a b/2.tsb", "media/a b/1.tsb", "media/a b/.hidden.tsb", "media/a b/letter.txt", "media/a b/may-3.ticket",
      "media/a b/TIEPSU~1.TSB", "media/a b/MAY-4~1.TIC", "media/a b/tu xa/3.tsb", "media/a b/tu xa/sau/4.tsb",
    ] {
      try place.write(name, "x")
    }
    try place.write(
      "mounts",
      """
      /dev/sda1 / ext4 rw,relatime 0 0
      /dev/sdb1 \(place.path)/media/a\\040b vfat rw,nosuid,uid=1000 0 0
      /dev/sdc1 \(place.path)/media/c exfat ro,nosuid 0 0
      tmpfs \(place.path)/media/d tmpfs rw 0 0
      /dev/sdd1 \(place.path)/home ext4 rw 0 0
      /dev/sde1 \(place.path)/media/gone vfat rw 0 0
      nonsense

      """)
    let machine = Machine(mounts: place.file("mounts"), places: [place.path + "/media/"])
    let sticks = machine.sticks()
    #expect(sticks.map(\.folder) == [place.path + "/media/a b"])
    #expect(sticks.first?.name == "a b")
    #expect(
      sticks.first?.bundles
        == ["1.tsb", "2.tsb", "TIEPSU~1.TSB", "tu xa/3.tsb"].map { place.path + "/media/a b/" + $0 })
    #expect(sticks.first?.tickets == ["MAY-4~1.TIC", "may-3.ticket"].map { place.path + "/media/a b/" + $0 })
    #expect(sticks.first.map { $0.freeBytes > 0 } == true)
    #expect(Machine(mounts: place.file("none")).sticks().isEmpty)
  }

  @Test func `the battery is the machine's own, and a socket is a socket`() throws {
    let place = try Place()
    func supply(_ name: String, _ words: [String: String]) throws {
      for (file, word) in words {
        try FileManager.default.createDirectory(
          atPath: place.file("supplies/\(name)"), withIntermediateDirectories: true)
        try place.write("supplies/\(name)/\(file)", word + "\n")
      }
    }
    let machine = Machine(supplies: place.file("supplies"))
    #expect(machine.battery() == nil)
    try supply("A-mouse", ["type": "Battery", "scope": "Device", "capacity": "3", "status": "Discharging"])
    try supply("AC", ["type": "Mains", "online": "1"])
    #expect(machine.battery() == nil)
    try supply("BAT0", ["type": "Battery", "capacity": "20", "status": "Discharging"])
    #expect(machine.battery() == Battery(percent: 20, isPlugged: true))
    try supply("AC", ["online": "0"])
    #expect(machine.battery() == Battery(percent: 20, isPlugged: false) && machine.battery()?.isLow == true)
    try supply("BAT0", ["capacity": "21"])
    #expect(machine.battery()?.isLow == false)
    try supply("BAT0", ["capacity": "2", "status": "Charging"])
    #expect(machine.battery()?.isLow == false)
    for nonsense in ["", "-1", "101", "99999999999999999999", "full"] {
      try supply("BAT0", ["capacity": nonsense])
      #expect(machine.battery() == nil, "\(nonsense)")
    }
  }

  private static let head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"

  @Test(arguments: [
    (head + "eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n", "", true),
    (head + "eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n", "", false),
    (head + "lo\t00000000\t00000000\t0001\t0\t0\t100\t00000000\t0\t0\t0\n", "", false),
    (head + "eth0\t00000000\t0100A8C0\t0002\t0\t0\t100\t00000000\t0\t0\t0\n", "", false),
    (head, "", false), ("", "", false),
    (
      head,
      "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000064 00000001 00000000 00000003 wlan0\n",
      true
    ),
    (
      head,
      "00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200 lo\n",
      false
    ),
  ])
  func `a network is there when something but the loop leads everywhere`(four: String, six: String, isThere: Bool)
    throws
  {
    let place = try Place()
    try place.write("route", four)
    try place.write("route6", six)
    let machine = Machine(routes: place.file("route"), routes6: place.file("route6"))
    #expect(machine.hasNetwork() == isThere)
  }
}
