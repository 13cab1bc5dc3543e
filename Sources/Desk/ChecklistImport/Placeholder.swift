import CXLSXWriter
import CZip
import SwiftCSV
import XMLCoder
