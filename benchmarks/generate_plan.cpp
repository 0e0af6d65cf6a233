// A plan of any size in the shape of config/demo/nhiem-vu.csv: what does a large one cost?
//
// Each task is made of its number alone, so that every run reads the same file.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// The agencies of config/directory.yaml, by name, as a plan prints them.
constexpr std::array agencies{
    "Sở Xây dựng",
    "Sở Ngoại vụ",
    "Sở Kế hoạch và Đầu tư",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa và Thể thao",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Ban Quản lý Khu kinh tế Vân Phong",
    "Thanh tra tỉnh",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Thông tin và Truyền thông",
    "Sở Tài nguyên và Môi trường",
    "Sở Tài chính",
    "Ban Dân tộc",
    "Sở Tư pháp",
    "Văn phòng UBND tỉnh",
    "Sở Du lịch",
    "Công an tỉnh",
    "Sở Lao động – Thương binh và Xã hội",
    "UBND huyện Cam Lâm",
    "UBND huyện Diên Khánh",
    "UBND huyện Khánh Vĩnh",
    "UBND huyện Khánh Sơn",
    "UBND huyện Vạn Ninh",
    "UBND thị xã Ninh Hòa",
    "UBND thành phố Cam Ranh",
    "UBND thành phố Nha Trang"};

constexpr std::array partners{
    "Các sở, ban, ngành", "UBND cấp huyện", "Các cơ quan, đơn vị liên quan", ""};

constexpr std::array codes{"HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"};

constexpr std::array quarters{"I", "II", "III", "IV"};

constexpr std::uint64_t tasks_of_section = 100;

std::string month_and_year(std::uint64_t n) {
    return std::to_string(n % 12 + 1) + "/" + std::to_string(2022 + n / 12 % 3);
}

// Every form of the plan in turn; months, quarters and years move on with each turn.
std::string deadline(std::uint64_t number) {
    const std::uint64_t turn = number / 6;
    const std::string year = std::to_string(2022 + turn % 3);
    switch (number % 6) {
        case 0: return "Quý " + std::string(quarters[turn % quarters.size()]) + "/" + year;
        case 1: return "Năm " + year;
        case 2: return "Từ tháng " + month_and_year(turn);
        case 3: return "Hàng năm";
        case 4: return "Ngày 15/" + month_and_year(turn);
        default: return "Tháng " + month_and_year(turn);
    }
}

void print_task(std::uint64_t number) {
    const std::uint64_t section = number / tasks_of_section + 1;
    const std::uint64_t place = number % tasks_of_section + 1;
    std::printf(
        "%llu.%llu,Nhiệm vụ chuyển đổi số thứ %llu,%s,\"%s\",%s,%s,,,,,\n",
        static_cast<unsigned long long>(section),
        static_cast<unsigned long long>(place),
        static_cast<unsigned long long>(number + 1),
        agencies[number % agencies.size()],
        partners[number % partners.size()],
        deadline(number).c_str(),
        codes[number / 7 % codes.size()]
    );
}

}  // namespace

int main(int count, char** arguments) {
    const std::uint64_t tasks = count == 2 ? std::strtoull(arguments[1], nullptr, 10) : 0;
    if (tasks == 0) {
        std::fprintf(stderr, "usage: generate_plan TASKS > plan.csv\n");
        return 2;
    }
    std::puts(
        "\"Phụ lục I. Nhiệm vụ tại Kế hoạch số 5312/KH-BCĐCĐS ngày 13/6/2022\"\n"
        "STT,\"Nội dung, nhiệm vụ\",Đơn vị chủ trì,Cơ quan phối hợp,Thời gian thực hiện,"
        "Đánh giá mức độ thực hiện,Đang chờ,Lý do chờ,Đề nghị gia hạn đến,Văn bản số,Ngày văn bản"
    );
    for (std::uint64_t number = 0; number < tasks; ++number) {
        print_task(number);
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}
