// Office files made at test time, sound and hostile: nothing binary lies in the repository.
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <zip.h>

namespace dunghan::tests {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<long>(bytes.size()));
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_zip(const std::filesystem::path& path, const Parts& parts) {
    int error = 0;
    zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [name, bytes] : parts) {
        zip_source_t* const source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    zip_close(archive);
}

inline std::string relationship(
    std::string_view id, std::string_view type, std::string_view target, std::string_view more = ""
) {
    return "<Relationship Id=\"" + std::string(id) +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
           std::string(type) + "\" Target=\"" + std::string(target) + "\" " + std::string(more) +
           "/>";
}

inline std::string relationships(std::string_view inside) {
    return "<Relationships "
           "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
           std::string(inside) + "</Relationships>";
}

inline Parts docx_parts(std::string document) {
    return {
        {"_rels/.rels", relationships(relationship("r1", "officeDocument", "word/document.xml"))},
        {"word/document.xml", std::move(document)}};
}

inline std::string docx_body(std::string_view body) {
    return "<w:document xmlns:w=\"w\"><w:body>" + std::string(body) + "</w:body></w:document>";
}

inline Parts xlsx_parts(
    std::string sheet, std::string strings = "<sst/>", std::string styles = "<styleSheet/>"
) {
    return {
        {"_rels/.rels", relationships(relationship("r1", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Trang 1\" r:id=\"r1\"/></sheets>"
         "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
         relationships(
             relationship("r1", "worksheet", "/xl/worksheets/sheet1.xml") +
             relationship("r2", "sharedStrings", "sharedStrings.xml") +
             relationship("r3", "styles", "styles.xml")
         )},
        {"xl/worksheets/sheet1.xml", std::move(sheet)},
        {"xl/sharedStrings.xml", std::move(strings)},
        {"xl/styles.xml", std::move(styles)}};
}

inline std::string sheet(std::string_view rows, std::string_view after = "") {
    return "<worksheet><sheetData>" + std::string(rows) + "</sheetData>" + std::string(after) +
           "</worksheet>";
}

}  // namespace dunghan::tests
