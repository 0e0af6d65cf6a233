// A small province: enough names to be confused.
#pragma once

#include "engine/directory/directory.h"

namespace dunghan::tests {

inline Directory sample_directory() {
    DirectoryPublished content;
    content.agencies = {
        {"so-du-lich", "Sở Du lịch", {}, "sdl@khanhhoa.example"},
        {"so-y-te", "Sở Y tế", {}, "syt@khanhhoa.example"},
        {"so-noi-vu", "Sở Nội vụ", {}, "snv@khanhhoa.example"},
        {"so-thong-tin-va-truyen-thong",
         "Sở Thông tin và Truyền thông",
         {"Sở TT&TT", "Sở TTTT"},
         "stttt@khanhhoa.example"},
        {"so-lao-dong-thuong-binh-va-xa-hoi", "Sở Lao động – Thương binh và Xã hội", {}, ""},
        {"ban-quan-ly-khu-kinh-te-van-phong",
         "Ban Quản lý Khu kinh tế Vân Phong",
         {"BQL Khu kinh tế Vân Phong"},
         ""},
        {"van-phong-ubnd-tinh",
         "Văn phòng UBND tỉnh",
         {"VP UBND", "VP UBND tỉnh", "VP Ủy ban nhân dân tỉnh"},
         ""},
        {"cong-an-tinh", "Công an tỉnh", {}, ""},
        {"ubnd-thi-xa-ninh-hoa", "UBND thị xã Ninh Hòa", {}, ""},
        {"ubnd-huyen-cam-lam", "UBND huyện Cam Lâm", {}, ""}};
    content.groups = {
        {"cac-so-ban-nganh",
         "Các sở, ban, ngành",
         {"Các sở, ngành"},
         {{"so-du-lich"}, {"so-y-te"}, {"so-noi-vu"}, {"so-thong-tin-va-truyen-thong"}}},
        {"cac-so-nganh-dia-phuong", "Các sở, ngành, địa phương", {}, {}},
        {"ubnd-cap-huyen",
         "UBND cấp huyện",
         {},
         {{"ubnd-thi-xa-ninh-hoa"}, {"ubnd-huyen-cam-lam"}}},
        {"cac-co-quan-don-vi-lien-quan", "Các cơ quan, đơn vị liên quan", {}, {}}};
    return Directory(content);
}

}  // namespace dunghan::tests
